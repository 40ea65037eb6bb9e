// The sections that this port reads. It takes the others from unsupported/.

#ifndef CP_LINUX_SECTIONS_H
#define CP_LINUX_SECTIONS_H

#define CP_PORT_CAPABILITY
#define CP_PORT_COLLECTOR
#define CP_PORT_CPU
#define CP_PORT_FREQUENCY
#define CP_PORT_LOAD
#define CP_PORT_MEMORY
#define CP_PORT_DISK
#define CP_PORT_FILESYSTEM
#define CP_PORT_NETWORK
#define CP_PORT_ADDRESSES
#define CP_PORT_PRESSURE
#define CP_PORT_WATCH
#define CP_PORT_QUOTA
#define CP_PORT_QUOTA_DETAILS
#define CP_PORT_PROCESS
#define CP_PORT_PROCESS_LISTS
#define CP_PORT_USERS
#define CP_PORT_CGROUPS
#define CP_PORT_SENSORS
#define CP_PORT_SWAP
#define CP_PORT_INTERRUPTS
#define CP_PORT_HOST
#define CP_PORT_TOPOLOGY
#define CP_PORT_POWER
#define CP_PORT_GPU
#define CP_PORT_MEMORY_DETAILS
#define CP_PORT_STORAGE
#define CP_PORT_PROTOCOLS
#define CP_PORT_CONNECTIONS
#define CP_PORT_SOCKETS
#define CP_PORT_ROUTING

#endif
