// Runs the programs that need nothing but a service with its default settings.

import { spawnSync } from 'node:child_process';

for (const program of ['apollo.js', 'urql.js', 'relay.js', 'codegen.js', 'persisted.js']) {
    const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
    process.exitCode ||= status === 0 ? 0 : 1;
}
