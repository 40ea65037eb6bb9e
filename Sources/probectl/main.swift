import Probe
print(effectiveCPUCount())
