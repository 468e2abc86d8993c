// Read by the Relay compiler, which writes what the program runs.

const { graphql } = require('relay-runtime');

graphql`
  query StancesQuery($slug: String!, $first: Int!) {
    event(slug: $slug) {
      id
      title
      ...Stances_event @arguments(first: $first)
    }
  }
`;

graphql`
  fragment Stances_event on Event
  @refetchable(queryName: "StancesPaginationQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }) {
    stances(first: $first, after: $after, orderBy: COUNTRY_ASC) @connection(key: "Stances_stances") {
      totalCount
      edges {
        cursor
        node { id position since country { id code name } }
      }
    }
  }
`;

graphql`
  query StancesTallyQuery($slug: String!) {
    event(slug: $slug) { id tally { supports opposes neutral } }
  }
`;
