"""What a comparison counts: the checks that held, those that failed, and what was skipped."""

import sys

passed = failed = skipped = 0


def check(what, holds, *details):
    """Counts a check; prints it with its details if it failed. Returns whether it held."""
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        # If everything fails, the first lines say enough.
        if failed <= 40:
            print("failed:", what, *details)
    return bool(holds)


def skip(reason, parts=1):
    """Counts what cannot be compared here."""
    global skipped
    skipped += parts
    print("skipped:", reason)


def finish(name):
    """Prints the last line, which Tests/check.sh reads, and ends the program."""
    print(f"{name}: {passed} passed, {failed} failed, {skipped} skipped")
    sys.exit(1 if failed else 0)
