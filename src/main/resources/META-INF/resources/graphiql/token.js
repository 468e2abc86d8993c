// The access token with which the page sends its requests. It is in memory only: not in the storage of the browser, not in the
// address, and gone when the page is loaded again.

let token = '';

export function currentToken() {
    return token;
}

export function setToken(entered) {
    token = entered.trim().replace(/^Bearer\s+/i, '');
}

/** The headers of a request with the token, unless they have another one: what is entered below the query counts more. */
export function withToken(headers = {}) {
    const hasOther = Object.keys(headers).some(name => name.toLowerCase() === 'authorization');
    return token === '' || hasOther ? headers : { ...headers, Authorization: `Bearer ${token}` };
}

/** Whom the token names and until when it is valid, as it says itself; null if it is none. */
export function describeToken() {
    try {
        const claims = JSON.parse(decodeBase64(token.split('.')[1]));
        const name = claims.preferred_username ?? claims.sub;
        return name && claims.exp && { name: String(name), expiry: new Date(claims.exp * 1000) };
    } catch {
        return null;
    }
}

function decodeBase64(text) {
    const bytes = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return new TextDecoder().decode(Uint8Array.from(bytes, character => character.charCodeAt(0)));
}
