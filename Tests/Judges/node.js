// The same two calls of a newer libuv, through Node.
const os = require('os');
console.log('cpus', os.availableParallelism());
console.log('memory', process.constrainedMemory());
console.log('version', process.version, 'libuv', process.versions.uv);
