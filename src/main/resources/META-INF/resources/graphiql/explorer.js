import { onlyQuery, readLink, writeLink } from './link.js';
import { currentToken, describeToken, setToken, withToken } from './token.js';

const { createElement: element, useEffect, useState } = React;
const { useEditorContext, useExecutionContext, usePluginContext } = GraphiQL.React;
const { createPortal } = ReactDOM;

const INTRODUCTION = 'Demarche knows who stands where on world events, since when, and according to whom.';

// A separate namespace: other services on the same host and port must not share these tabs.
const storage = GraphiQL.createLocalStorage({ namespace: 'demarche' });
const OPEN_PANEL = 'openPanel';

/** A panel fills the window then, so none is open at first. The same width as in explorer.css. */
const narrow = matchMedia('(max-width: 899px)');
const RUN_KEYS = navigator.platform.startsWith('Mac') ? 'Cmd-Enter' : 'Ctrl-Enter';

const link = readLink();

/** Set by the workspace, which stays when the panel with the examples closes. */
const workspace = { openQuery: () => {} };

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
    const sockets = new URL(endpoint);
    sockets.protocol = endpoint.protocol.replace('http', 'ws');
    const fetcher = GraphiQL.createFetcher({ url: endpoint.href, subscriptionUrl: sockets.href });
    // Over a socket these headers travel in connection_init.
    return (parameters, options = {}) => fetcher(parameters, { ...options, headers: withToken(options.headers) });
}

/**
 * Opens the tab that holds the query and the variables, or a new one, and runs the operation if it is the only one and a
 * query. Never replaces text that a user wrote.
 */
function useOpenQuery() {
    const { tabs, activeTabIndex, addTab, changeTab, queryEditor, variableEditor, setOperationName } =
        useEditorContext({ nonNull: true });
    const { run } = useExecutionContext({ nonNull: true });
    const [opened, setOpened] = useState(null);
    // A tab replaces the texts of the editors when it becomes active, which is before the effects.
    useEffect(() => {
        if (opened === null) {
            return;
        }
        if (opened.isNew) {
            queryEditor.setValue(opened.query);
            variableEditor.setValue(opened.variables);
        }
        const operation = onlyQuery(opened.query);
        if (operation) {
            // GraphiQL notices a new name only after a moment.
            setOperationName(operation.name?.value ?? null);
            run();
        }
        setOpened(null);
    }, [activeTabIndex, opened]);
    return (query, variables = '') => {
        if (!queryEditor || !variableEditor) {
            return;
        }
        const index = tabs.findIndex(tab => tab.query === query && (tab.variables ?? '') === variables);
        setOpened({ query, variables, isNew: index < 0 });
        if (index < 0) {
            addTab();
        } else {
            changeTab(index);
        }
    };
}

/** Opens the link that the page was opened with, or that is entered later, and keeps the address a link to the active tab. */
function useLink() {
    const { tabs, activeTabIndex, queryEditor, variableEditor, headerEditor, responseEditor } =
        useEditorContext({ nonNull: true });
    const { query, variables } = tabs[activeTabIndex];
    const isReady = queryEditor && variableEditor && headerEditor && responseEditor;
    useEffect(() => {
        if (!isReady) {
            return undefined;
        }
        const open = entered => entered && workspace.openQuery(entered.query, entered.variables);
        const openEntered = () => open(readLink());
        open(link);
        addEventListener('hashchange', openEntered);
        return () => removeEventListener('hashchange', openEntered);
    }, [isReady]);
    useEffect(() => writeLink(query, variables), [query, variables]);
}

/** Runs the query with the keys for it when none of the editors has the focus: those handle the keys themselves. */
function useRunKeys() {
    const { run } = useExecutionContext({ nonNull: true });
    useEffect(() => {
        const onKey = event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
                event.preventDefault();
                run();
            }
        };
        addEventListener('keydown', onKey);
        return () => removeEventListener('keydown', onKey);
    }, [run]);
}

/** Wraps long lines and scrolls the active tab into view. GraphiQL has a setting for neither. */
function useReadableEditor() {
    const { queryEditor, variableEditor, responseEditor, activeTabIndex } = useEditorContext({ nonNull: true });
    const { visiblePlugin } = usePluginContext({ nonNull: true });
    useEffect(() => {
        queryEditor?.setOption('lineWrapping', true);
    }, [queryEditor]);
    useEffect(() => {
        document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest' });
    }, [activeTabIndex]);
    // The editors cannot measure themselves while a panel hides them.
    useEffect(() => [queryEditor, variableEditor, responseEditor].forEach(editor => editor?.refresh()), [visiblePlugin]);
}

function useIsEmpty(editor) {
    const [isEmpty, setEmpty] = useState(false);
    useEffect(() => {
        if (!editor) {
            return undefined;
        }
        const read = () => queueMicrotask(() => setEmpty(editor.getValue() === ''));
        read();
        editor.on('change', read);
        return () => editor.off('change', read);
    }, [editor]);
    return isEmpty;
}

/** Says in an empty answer pane how to fill it. */
function Hint({ hasExamples }) {
    const { responseEditor } = useEditorContext({ nonNull: true });
    const { isFetching } = useExecutionContext({ nonNull: true });
    const isEmpty = useIsEmpty(responseEditor);
    if (!isEmpty || isFetching) {
        return null;
    }
    return createPortal(
        element('div', { className: 'explorer-hint' },
            element('p', null, `Press \u25B6 or ${RUN_KEYS} to run the query. Its answer appears here.`),
            hasExamples && element('p', null, 'The lamp icon lists examples: a click runs one.')),
        responseEditor.getWrapperElement().parentElement);
}

function Workspace({ hasExamples }) {
    workspace.openQuery = useOpenQuery();
    useLink();
    useRunKeys();
    useReadableEditor();
    return element('span', { className: 'explorer-name' }, 'Demarche', element(Hint, { hasExamples }));
}

function ExamplesIcon(properties) {
    const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, strokeLinecap: 'round' };
    return element('svg', { viewBox: '0 0 24 24', ...line, ...properties },
        element('path', { d: 'M9 18h6M10 21h4M8.5 15c-2-1.5-3-3.3-3-5.5a6.5 6.5 0 0 1 13 0c0 2.2-1 4-3 5.5z' }));
}

function examplesPlugin(examples) {
    function ExamplesList() {
        const { setVisiblePlugin } = usePluginContext({ nonNull: true });
        const open = query => {
            workspace.openQuery(query);
            if (narrow.matches) {
                setVisiblePlugin(null);
            }
        };
        return element('section', { className: 'explorer-examples', 'aria-label': 'Examples' },
            element('h1', null, 'Examples'),
            element('p', null, INTRODUCTION),
            element('ul', null, examples.map(({ name, title, query }) =>
                element('li', { key: name },
                    element('button', { type: 'button', className: 'explorer-example', onClick: () => open(query) },
                        title, element('code', null, name))))));
    }
    return { title: 'Examples', icon: ExamplesIcon, content: ExamplesList };
}

function KeyIcon(properties) {
    const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, strokeLinecap: 'round', strokeLinejoin: 'round' };
    return element('svg', { viewBox: '0 0 24 24', ...line, ...properties },
        element('path', { d: 'M12.5 11.5 20 4M17 7l2.5 2.5M14.5 9.5l1.5 1.5' }),
        element('circle', { cx: 8.5, cy: 15.5, r: 4.5 }));
}

function tokenState() {
    if (currentToken() === '') {
        return 'Without a token you can read everything.';
    }
    const holder = describeToken();
    if (!holder) {
        return 'This is no access token.';
    }
    const time = holder.expiry.toLocaleString();
    return holder.expiry > new Date() ? `Of ${holder.name}, valid until ${time}.` : `Of ${holder.name}, expired since ${time}.`;
}

function TokenField() {
    const [entered, setEntered] = useState(currentToken());
    const enter = value => {
        setToken(value);
        setEntered(value);
    };
    // No password field: browsers offer to store those.
    return element('section', { className: 'explorer-token', 'aria-label': 'Access token' },
        element('h1', null, 'Access token'),
        element('p', { id: 'explorer-token-use' }, 'To record, revise or withdraw something you need an access token. This'
            + ' page sends it with each request and never stores it: it is gone when the page is loaded again.'),
        element('input', {
            type: 'text',
            value: entered,
            placeholder: 'Paste a token',
            autoComplete: 'off',
            autoCapitalize: 'off',
            autoCorrect: 'off',
            spellCheck: false,
            'aria-label': 'Access token',
            'aria-describedby': 'explorer-token-use',
            onChange: event => enter(event.target.value),
        }),
        element('button', { type: 'button', className: 'graphiql-button', onClick: () => enter(''), disabled: entered === '' },
            'Forget it'),
        element('p', { role: 'status' }, tokenState()));
}

const tokenPlugin = { title: 'Access token', icon: KeyIcon, content: TokenField };

/** On a narrow window no panel is open at first, and what is opened there is not remembered for wide ones. */
function panels() {
    return {
        visiblePlugin: narrow.matches ? undefined : storage.getItem(OPEN_PANEL) ?? 'Examples',
        onTogglePluginVisibility: panel => narrow.matches || storage.setItem(OPEN_PANEL, panel?.title ?? ''),
    };
}

function explorer(examples) {
    const hasExamples = examples.length > 0;
    const offered = hasExamples && { defaultTabs: examples.map(({ query }) => ({ query })), ...panels() };
    const plugins = [...(hasExamples ? [examplesPlugin(examples)] : []), tokenPlugin];
    return element(GraphiQL, { fetcher: createFetcher(), storage, schemaDescription: true, plugins, ...offered },
        element(GraphiQL.Logo, null, element(Workspace, { hasExamples })));
}

ReactDOM.createRoot(document.getElementById('explorer')).render(explorer(await loadExamples()));
