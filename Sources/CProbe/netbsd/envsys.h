// The sensors in the property list of ENVSYS_GETDICTIONARY.
//
//     <plist version="1.0">
//     <dict>
//         <key>acpitz0</key>
//         <array>
//             <dict>
//                 <key>cur-value</key> <integer>318150000</integer>
//                 <key>description</key> <string>temperature</string>
//                 <key>index</key> <string>sensor0</string>
//                 <key>state</key> <string>valid</string>
//                 <key>type</key> <string>Temperature</string>
//                 ...
//             </dict>
//             <dict>
//                 <key>device-properties</key>
//                 <dict> ... </dict>
//             </dict>
//         </array>
//     </dict>
//     </plist>
//
// envsys(4); sys/dev/sysmon/sysmon_envsys.c, sysmon_envsys_tables.c. Pure. Streams: each sensor is
// returned once its dictionary has ended.

#ifndef CP_NETBSD_ENVSYS_H
#define CP_NETBSD_ENVSYS_H

#include <stdint.h>

#include "../text/span.h"

typedef struct cp_envsys {
    cp_span rest;     // Set by the caller to the whole text.
    cp_span device;   // Of the last sensor.
    uint32_t devices; // How many have begun.
    unsigned depth;
    bool is_whole; // The list has ended.
} cp_envsys;

typedef struct cp_envsys_sensor {
    cp_span device;
    uint32_t device_number; // In the order of the list.
    cp_span type;           // Length 0: a dictionary of other properties.
    cp_span state;
    cp_span label;
    bool has_index, has_value; // False: the property is absent or malformed.
    uint32_t index;            // In the device.
    int64_t value;
} cp_envsys_sensor;

// Takes the next dictionary of a device. False at the end, and where the text is cut.
bool cp_envsys_take(cp_envsys *list, cp_envsys_sensor *sensor);

#endif
