// What firmware says of a laptop: a battery, a charger, a thermal zone and a fan. Tests/Fixtures/laptop.sh
// gives it to a guest, whose kernel then has real drivers for them.
DefinitionBlock ("", "SSDT", 2, "PROBE ", "LAPTOP  ", 1)
{
    Scope (\_SB)
    {
        Device (BAT0)
        {
            Name (_HID, EisaId ("PNP0C0A"))
            Name (_UID, 1)
            Name (_PCL, Package () { \_SB })
            Method (_STA, 0) { Return (0x1F) }
            // In mW and mWh: designed for 50,000, 40,000 when full, warnings at 4,000 and 1,000.
            Method (_BIF, 0)
            {
                Return (Package (13) { 0, 50000, 40000, 1, 12000, 4000, 1000, 1, 1, "MODEL7", "SERIAL9", "LION", "MAKER" })
            }
            // Discharging at 10,000 mW, 20,000 mWh left, 11,800 mV.
            Method (_BST, 0) { Return (Package (4) { 1, 10000, 20000, 11800 }) }
        }
        Device (ADP1)
        {
            Name (_HID, "ACPI0003")
            Name (_PCL, Package () { \_SB })
            Method (_STA, 0) { Return (0x0F) }
            Method (_PSR, 0) { Return (0) }
        }
    }
    Scope (\_TZ)
    {
        PowerResource (FNP0, 0, 0)
        {
            Name (FON, 1)
            Method (_STA) { Return (FON) }
            Method (_ON) { Store (1, FON) }
            Method (_OFF) { Store (0, FON) }
        }
        Device (FAN0)
        {
            Name (_HID, EisaId ("PNP0C0B"))
            Name (_PR0, Package () { FNP0 })
            Name (_PR3, Package () { FNP0 })
        }
        // In tenths of a kelvin: 40.0 degrees, the fan from 30, off at 100.
        ThermalZone (TZ00)
        {
            Method (_TMP, 0) { Return (3132) }
            Method (_AC0, 0) { Return (3032) }
            Method (_CRT, 0) { Return (3732) }
            Name (_AL0, Package () { FAN0 })
        }
    }
}
