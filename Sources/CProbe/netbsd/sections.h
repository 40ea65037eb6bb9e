// The sections that this port reads. It takes the others from unsupported/.

#ifndef CP_NETBSD_SECTIONS_H
#define CP_NETBSD_SECTIONS_H

#define CP_PORT_CAPABILITY
#define CP_PORT_COLLECTOR
#define CP_PORT_CPU
#define CP_PORT_LOAD
#define CP_PORT_MEMORY
#define CP_PORT_PROCESS
#define CP_PORT_QUOTA
#define CP_PORT_SWAP
#define CP_PORT_DISK
#define CP_PORT_FILESYSTEM
#define CP_PORT_HOST
#define CP_PORT_NETWORK
#define CP_PORT_ADDRESSES
#define CP_PORT_SENSORS

#endif
