import type { Word } from "../words";

interface Snippet {
  name: string;
  word: Word;
  /** With `${…}` where the cursor goes, as CodeMirror's snippets have it. */
  text: string;
  prefixes: string[];
}

/** Beginnings of queries that are often needed. */
export const SNIPPETS: Snippet[] = [
  {
    name: "select", word: "sparql.snippet.select", prefixes: ["vb", "rdfs"],
    text: 'SELECT ?thing ?name WHERE {\n  ?thing a vb:${Project} ;\n    rdfs:label ?name .\n  FILTER(LANG(?name) = "${de}")\n}\nORDER BY ?name\nLIMIT 100',
  },
  { name: "label", word: "sparql.snippet.label", prefixes: ["rdfs"], text: 'OPTIONAL { ?${thing} rdfs:label ?${name} FILTER(LANG(?${name}) = "${de}") }' },
  {
    name: "count", word: "sparql.snippet.count", prefixes: ["vb"],
    text: "SELECT ?${programme} (COUNT(DISTINCT ?project) AS ?count) WHERE {\n  ?project a vb:Project ; vb:programme ?${programme} .\n}\nGROUP BY ?${programme}\nORDER BY DESC(?count)",
  },
  { name: "below", word: "sparql.snippet.below", prefixes: ["vb", "skos"], text: "?${thing} vb:region ?place .\n?place (skos:broader|vb:sameArea)* <${https://w3id.org/verbund/id/region/de-south}> ." },
  { name: "source", word: "sparql.snippet.source", prefixes: [], text: "GRAPH ?source { ?${thing} ?property ?value }" },
  {
    name: "construct", word: "sparql.snippet.construct", prefixes: ["vb"],
    text: "CONSTRUCT { ?project vb:partner ?organisation } WHERE {\n  ?project vb:partner ?organisation .\n}\nLIMIT 500",
  },
];

export const FIRST = `PREFIX vb: <https://w3id.org/verbund/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?project ?name WHERE {
  ?project a vb:Project ;
    rdfs:label ?name .
}
ORDER BY ?name
LIMIT 50
`;
