// What the programs share: the address of the service, and a list of checks with an exit code.

export const url = process.argv[2] ?? 'http://localhost:8080/graphql';

/** Runs the checks one after another. Exits with 1 if one fails. */
export async function run(checks) {
    for (const [name, check] of Object.entries(checks)) {
        try {
            console.log(`ok      ${name}: ${await check()}`);
        } catch (failure) {
            process.exitCode = 1;
            console.log(`FAILED  ${name}: ${failure.stack}\n${failure.stdout ?? ''}`);
        }
    }
}

/** In the built-in record, so it is there as soon as the service answers. */
export const EVENT = 'russia-recognises-taliban-government';

/** So small that each list has several pages. */
export const PAGE = 1;
