// GraphQL Code Generator: types of the operations in stances.graphql.

export default {
    schema: process.env.SCHEMA ?? 'http://localhost:8080/graphql/schema.graphql',
    documents: 'codegen/*.graphql',
    generates: {
        'codegen/generated/operations.ts': {
            plugins: ['typescript-operations', 'typed-document-node'],
            config: {
                strictScalars: true,
                scalars: { Date: 'string', DateTime: 'string', PartialDate: 'string', URL: 'string' },
                enumsAsTypes: true,
                useTypeImports: true,
            },
        },
    },
};
