// GraphQL Code Generator with strict scalars, then the TypeScript compiler, then the program that it has compiled.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { EVENT, run, url } from './check.js';

const tool = (name, args, options = {}) =>
    execFileSync(`node_modules/.bin/${name}`, args, { encoding: 'utf8', ...options });

async function generate() {
    const environment = { ...process.env, SCHEMA: `${url}/schema.graphql` };
    tool('graphql-codegen', ['--config', 'codegen/codegen.js'], { env: environment, stdio: 'pipe' });
    return 'types of 1 operation';
}

async function compile() {
    return tool('tsc', ['--project', 'codegen/tsconfig.json']) || 'no error';
}

async function ask() {
    const { positions } = await import('./codegen/generated/js/stances.js');
    const found = await positions(url, EVENT);
    assert.equal(found.RU, 'SUPPORTS');
    assert.equal(found.US, 'OPPOSES');
    return JSON.stringify(found);
}

await run({ 'codegen, types': generate, 'codegen, compiler': compile, 'codegen, program': ask });
