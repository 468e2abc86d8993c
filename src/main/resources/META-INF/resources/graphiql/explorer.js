const { createElement: element, useEffect, useState } = React;

const INTRODUCTION = 'Demarche knows who stands where on world events, since when, and according to whom.';

// A separate namespace: other services on the same host and port must not share these tabs.
const storage = GraphiQL.createLocalStorage({ namespace: 'demarche' });
const OPEN_PANEL = 'openPanel';

/** The page works without the examples, so no error may stop it. */
async function loadExamples() {
    try {
        const response = await fetch('examples.json');
        const examples = response.ok ? await response.json() : [];
        return Array.isArray(examples) ? examples : [];
    } catch {
        return [];
    }
}

function createFetcher() {
    const endpoint = new URL('../graphql', location.href);
    return GraphiQL.createFetcher({ url: endpoint.href });
}

/** Opens the tab that holds the query, or a new one. Never replaces text that a user wrote. */
function useOpenQuery() {
    const { tabs, activeTabIndex, addTab, changeTab, queryEditor } = GraphiQL.React.useEditorContext({ nonNull: true });
    const [pending, setPending] = useState(null);
    // A new tab clears the editor when it becomes active, so the query is set after that.
    useEffect(() => {
        if (pending !== null) {
            queryEditor.setValue(pending);
            setPending(null);
        }
    }, [activeTabIndex]);
    return query => {
        const index = tabs.findIndex(tab => tab.query === query);
        if (index >= 0) {
            changeTab(index);
        } else {
            setPending(query);
            addTab();
        }
    };
}

function ExamplesIcon(properties) {
    const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, strokeLinecap: 'round' };
    return element('svg', { viewBox: '0 0 24 24', ...line, ...properties },
        element('path', { d: 'M9 18h6M10 21h4M8.5 15c-2-1.5-3-3.3-3-5.5a6.5 6.5 0 0 1 13 0c0 2.2-1 4-3 5.5z' }));
}

function examplesPlugin(examples) {
    function ExamplesList() {
        const openQuery = useOpenQuery();
        return element('section', { className: 'explorer-examples', 'aria-label': 'Examples' },
            element('h1', null, 'Examples'),
            element('p', null, INTRODUCTION),
            element('ul', null, examples.map(({ name, title, query }) =>
                element('li', { key: name },
                    element('button', { type: 'button', className: 'explorer-example', onClick: () => openQuery(query) },
                        title, element('code', null, name))))));
    }
    return { title: 'Examples', icon: ExamplesIcon, content: ExamplesList };
}

/** Wraps long lines and scrolls the active tab into view. GraphiQL has a setting for neither. */
function useReadableEditor() {
    const { queryEditor, activeTabIndex } = GraphiQL.React.useEditorContext({ nonNull: true });
    useEffect(() => {
        queryEditor?.setOption('lineWrapping', true);
    }, [queryEditor]);
    useEffect(() => {
        document.querySelector('.graphiql-tab-active')?.scrollIntoView();
    }, [activeTabIndex]);
}

function Name() {
    useReadableEditor();
    return element('span', { className: 'explorer-name' }, 'Demarche');
}

function explorer(examples) {
    const offered = examples.length > 0 && {
        defaultTabs: examples.map(({ query }) => ({ query })),
        plugins: [examplesPlugin(examples)],
        visiblePlugin: storage.getItem(OPEN_PANEL) ?? 'Examples',
        onTogglePluginVisibility: panel => storage.setItem(OPEN_PANEL, panel?.title ?? ''),
    };
    return element(GraphiQL, { fetcher: createFetcher(), storage, ...offered },
        element(GraphiQL.Logo, null, element(Name)));
}

ReactDOM.createRoot(document.getElementById('explorer')).render(explorer(await loadExamples()));
