// A link to the page holds a query and its variables in the fragment, which browsers do not send to the service.

const { parse, Kind, OperationTypeNode } = GraphiQL.GraphQL;

/** Longer links break in mail and chat programs, so a longer query has none. */
const MAX_LENGTH = 8000;

/** The query and the variables that the page was opened with, or null. */
export function readLink() {
    const fragment = location.hash.slice(1);
    if (fragment.length > MAX_LENGTH) {
        return null;
    }
    const values = new URLSearchParams(fragment);
    const query = values.get('query');
    return query && { query, variables: values.get('variables') ?? '' };
}

/** Makes the address of the page a link to what it shows. It adds nothing to the history of the browser. */
export function writeLink(query, variables) {
    const values = new URLSearchParams();
    if (query?.trim()) {
        values.set('query', query);
    }
    if (query?.trim() && variables?.trim()) {
        values.set('variables', variables);
    }
    const fragment = values.toString();
    const isShareable = fragment !== '' && fragment.length <= MAX_LENGTH;
    history.replaceState(null, '', location.pathname + location.search + (isShareable ? `#${fragment}` : ''));
}

/** The only operation of a document if it is a query: opening a link must not change data. */
export function onlyQuery(document) {
    try {
        const operations = parse(document).definitions
            .filter(definition => definition.kind === Kind.OPERATION_DEFINITION);
        return operations.length === 1 && operations[0].operation === OperationTypeNode.QUERY ? operations[0] : null;
    } catch {
        return null;
    }
}
