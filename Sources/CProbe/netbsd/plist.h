// The elements of a property list, the XML text that NetBSD's kernel exchanges with programs.
//
//     <?xml version="1.0" encoding="UTF-8"?>
//     <!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/...">
//     <plist version="1.0">
//     <dict>
//         <key>cur-value</key>
//         <integer>318150000</integer>
//     </dict>
//     </plist>
//
// proplib(3), common/lib/libprop. Pure.

#ifndef CP_NETBSD_PLIST_H
#define CP_NETBSD_PLIST_H

#include <stdint.h>

#include "../text/span.h"

// The beginning of an element, its end, or both: "<true/>".
typedef struct cp_plist_tag {
    cp_span name;
    cp_span text; // What precedes the tag: at the end of a "string", its text.
    bool is_start, is_end;
} cp_plist_tag;

// Takes the next tag, and skips declarations and comments without '>'. False if there is no whole
// one.
bool cp_plist_take(cp_span *plist, cp_plist_tag *tag);

// The number of an "integer": hexadecimal after "0x" if it is unsigned, otherwise decimal. False if
// it is neither, or exceeds 64 bits with a sign.
bool cp_plist_integer(cp_span text, int64_t *number);

// Copies a text, with its escaped characters (&lt; &gt; &amp; &quot; &apos;). Returns the number of
// bytes, at most `capacity`.
size_t cp_plist_text(cp_span text, char *out, size_t capacity);

#endif
