// The GraphQL documents of the page. The service reads the same file and puts them together alike, so it knows their hashes.

const FILE = new URL('documents.graphql', document.baseURI);

/** @returns {Promise<Object<string, string>>} by the name of the operation: each with the fragments that it uses */
export async function loadDocuments() {
    return documentsOf(await (await fetch(FILE)).text());
}

/** Definitions are separated by blank lines. */
function documentsOf(text) {
    const lines = text.split('\n').filter(line => !line.startsWith('#'));
    const definitions = lines.join('\n').split(/\n{2,}/).map(definition => definition.trim()).filter(Boolean);
    const named = kind => definitions.filter(definition => definition.startsWith(`${kind} `))
        .map(definition => [/^\w+ (\w+)/.exec(definition)[1], definition]);
    const fragments = named('fragment');
    return Object.fromEntries(named('query').map(([name, operation]) => [name, withFragments(operation, fragments)]));
}

/** The fragments in the order of the file. */
function withFragments(operation, fragments) {
    const used = new Set();
    const use = definition => fragments
        .filter(([name]) => !used.has(name) && new RegExp(`\\.\\.\\.${name}\\b`).test(definition))
        .forEach(([name, fragment]) => {
            used.add(name);
            use(fragment);
        });
    use(operation);
    return [operation, ...fragments.filter(([name]) => used.has(name)).map(([, fragment]) => fragment)].join('\n');
}
