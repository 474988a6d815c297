/** Words of SPARQL 1.1 queries (https://www.w3.org/TR/sparql11-query/#grammar); updates are not accepted anyway. */
export const KEYWORDS = [
  "BASE", "PREFIX", "SELECT", "CONSTRUCT", "DESCRIBE", "ASK", "DISTINCT", "REDUCED", "AS", "FROM", "NAMED", "WHERE", "GROUP BY",
  "HAVING", "ORDER BY", "ASC", "DESC", "LIMIT", "OFFSET", "VALUES", "OPTIONAL", "GRAPH", "SERVICE", "SILENT", "BIND", "UNDEF",
  "MINUS", "UNION", "FILTER", "EXISTS", "NOT EXISTS", "IN", "NOT IN", "SEPARATOR",
];

export const FUNCTIONS = [
  "STR", "LANG", "LANGMATCHES", "DATATYPE", "BOUND", "IRI", "URI", "BNODE", "RAND", "ABS", "CEIL", "FLOOR", "ROUND", "CONCAT",
  "STRLEN", "UCASE", "LCASE", "ENCODE_FOR_URI", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER", "YEAR", "MONTH",
  "DAY", "HOURS", "MINUTES", "SECONDS", "TIMEZONE", "TZ", "NOW", "UUID", "STRUUID", "MD5", "SHA1", "SHA256", "SHA384", "SHA512",
  "COALESCE", "IF", "STRLANG", "STRDT", "SAMETERM", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "ISNUMERIC", "REGEX", "SUBSTR",
  "REPLACE", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT",
];

export const KEYWORD_SET = new Set(KEYWORDS.flatMap((one) => one.split(" ")));
export const FUNCTION_SET = new Set(FUNCTIONS);
