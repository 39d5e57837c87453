import { GraphQLScalarType, Kind } from 'graphql';

const asText = (value: unknown): string => {
  if (typeof value !== 'string') throw new TypeError('A Date is a text such as "2026-11-23".');
  return value;
};

/** A day as the text it is. Whether it is a real one is for the command's input schema, which names the field it refuses. */
export const Day = new GraphQLScalarType<string, string>({
  name: 'Date',
  description:
    'A calendar day, YYYY-MM-DD, without a time or a time zone. BAD_USER_INPUT for a day that does not exist.',
  serialize: asText,
  parseValue: asText,
  parseLiteral: (node) => asText(node.kind === Kind.STRING ? node.value : null),
});
