import {
  getNullableType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';

/** What a value is where it is not plainly right: graphql-js then says what it becomes, or what is wrong with it. */
export const NOT_PLAIN = Symbol('not plain');

/** @returns the coerced value, or NOT_PLAIN. */
export type PlainCoercion = (value: unknown) => unknown;

const SCALARS: Record<string, (value: unknown) => boolean> = {
  ID: (value) => typeof value === 'string',
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
};

/**
 * Coerces input that is what its type says to the letter, such as text for an ID, as graphql-js would: for what comes with every
 * keystroke. @returns null for a type that holds anything but text, truth values, lists and objects of them.
 */
export function plainCoercion(type: GraphQLInputType): PlainCoercion | null {
  const inner = getNullableType(type);
  const coerce = isInputObjectType(inner)
    ? objectCoercion(inner)
    : isListType(inner)
      ? listCoercion(inner.ofType as GraphQLInputType)
      : isScalarType(inner)
        ? scalarCoercion(SCALARS[inner.name])
        : null;
  if (!coerce) return null;
  const none = isNonNullType(type) ? NOT_PLAIN : null;
  return (value) => (value === null ? none : coerce(value));
}

const scalarCoercion = (isOne: ((value: unknown) => boolean) | undefined): PlainCoercion | null =>
  isOne ? (value) => (isOne(value) ? value : NOT_PLAIN) : null;

function listCoercion(itemType: GraphQLInputType): PlainCoercion | null {
  const coerce = plainCoercion(itemType);
  if (!coerce) return null;
  return (value) => {
    if (!Array.isArray(value)) return NOT_PLAIN;
    const items = value.map(coerce);
    return items.includes(NOT_PLAIN) ? NOT_PLAIN : items;
  };
}

function objectCoercion(type: GraphQLInputObjectType): PlainCoercion | null {
  if (type.isOneOf) return null;
  const fields: { name: string; coerce: PlainCoercion; absent: unknown }[] = [];
  for (const { name, type: fieldType, defaultValue } of Object.values(type.getFields())) {
    const coerce = plainCoercion(fieldType);
    if (!coerce) return null;
    const absent = defaultValue === undefined && isNonNullType(fieldType) ? NOT_PLAIN : defaultValue;
    fields.push({ name, coerce, absent });
  }
  return (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) return NOT_PLAIN;
    const given = value as Record<string, unknown>;
    const coerced: Record<string, unknown> = {};
    let known = 0;
    for (const { name, coerce, absent } of fields) {
      const one = given[name];
      if (one !== undefined) known++;
      const result = one === undefined ? absent : coerce(one);
      if (result === NOT_PLAIN) return NOT_PLAIN;
      if (result !== undefined) coerced[name] = result;
    }
    return known === Object.keys(given).length ? coerced : NOT_PLAIN;
  };
}
