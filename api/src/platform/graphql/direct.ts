import {
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  type DocumentNode,
  getArgumentValues,
  getNullableType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLSchema,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  locatedError,
  OperationTypeNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { Context } from '../context.ts';
import { NOT_PLAIN, type PlainCoercion, plainCoercion } from './plain-input.ts';

type Payload = Record<string, unknown>;
/** A mutation as a function: extensions of a field whose payload is never null. */
export interface DirectField {
  direct(context: Context, args: Payload): object | Promise<object>;
}

interface Leaf {
  key: string;
  /** Null for __typename. */
  field: { name: string; type: GraphQLLeafType } | null;
}

/**
 * A mutation that is sent with every keystroke: one field, answered by a function, of whose payload only leaves that are
 * never null are asked for. Its errors are graphql-js's, and so is the coercion of all variables but the plainly right; what goes by
 * is an executor that would find out anew, each time, what there is to do. Null for every other operation.
 */
export class DirectMutation {
  static of(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): DirectMutation | null {
    const operation = getOperationAST(document, operationName);
    const [node, ...others] = operation?.selectionSet.selections ?? [];
    if (operation?.operation !== OperationTypeNode.MUTATION || operation.directives?.length || others.length > 0)
      return null;
    if (node?.kind !== Kind.FIELD || node.directives?.length) return null;
    const field = schema.getMutationType()?.getFields()[node.name.value];
    const direct = field?.extensions.direct as DirectField['direct'] | undefined;
    const leaves = field && direct ? leavesOf(field, node) : null;
    if (!field || !direct || !leaves) return null;
    return new DirectMutation(schema, operation.variableDefinitions ?? [], node, field, direct, leaves);
  }

  readonly #key: string;
  readonly #typeName: string;
  /** Null where the arguments are more than variables handed on. */
  readonly #plain: PlainArgument[] | null;

  private constructor(
    private readonly schema: GraphQLSchema,
    private readonly variables: readonly VariableDefinitionNode[],
    private readonly node: FieldNode,
    private readonly field: GraphQLField<unknown, unknown>,
    private readonly direct: DirectField['direct'],
    private readonly leaves: readonly Leaf[],
  ) {
    this.#key = (node.alias ?? node.name).value;
    const type = getNullableType(field.type);
    this.#typeName = isObjectType(type) ? type.name : '';
    this.#plain = plainArguments(schema, variables, node, field);
  }

  /** @returns what graphql-js would answer, or null when it should say itself what is wrong with the variables; nothing was done then. */
  execute({ variableValues, contextValue }: ExecutionArgs): Promise<ExecutionResult> | ExecutionResult | null {
    const args = this.#arguments(variableValues ?? {});
    if (!args) return null;
    try {
      const payload = this.direct(contextValue as Context, args);
      if (!(payload instanceof Promise)) return this.#answer(payload);
      return payload.then(
        (given) => this.#answer(given),
        (error: unknown) => this.#error(error),
      );
    } catch (error) {
      return this.#error(error);
    }
  }

  #arguments(values: Readonly<Record<string, unknown>>): Payload | null {
    const plain = this.#plain && coercePlainly(this.#plain, values);
    if (plain) return plain;
    const { coerced } = getVariableValues(this.schema, this.variables, values, { maxErrors: 1 });
    if (!coerced) return null;
    try {
      return getArgumentValues(this.field, this.node, coerced);
    } catch (error) {
      if (error instanceof GraphQLError) return null;
      throw error;
    }
  }

  #answer(payload: object): ExecutionResult {
    const data: Payload = {};
    for (const { key, field } of this.leaves)
      data[key] = field ? field.type.serialize((payload as Payload)[field.name]) : this.#typeName;
    return { data: { [this.#key]: data } };
  }

  #error(error: unknown): ExecutionResult {
    return { errors: [locatedError(error, [this.node], [this.#key])], data: null };
  }
}

interface PlainArgument {
  name: string;
  variable: string;
  coerce: PlainCoercion;
}

function plainArguments(
  schema: GraphQLSchema,
  variables: readonly VariableDefinitionNode[],
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
): PlainArgument[] | null {
  const given = node.arguments ?? [];
  if (given.length !== field.args.length || given.length !== variables.length) return null;
  const plain: PlainArgument[] = [];
  for (const { name, value } of given) {
    const type = field.args.find((argument) => argument.name === name.value)?.type;
    const variable = value.kind === Kind.VARIABLE ? value.name.value : null;
    const definition = variables.find((one) => one.variable.name.value === variable);
    const coerce = type && plainCoercion(type);
    // A variable of another type, such as a nullable one with a default, has rules of its own.
    if (!coerce || !variable || !definition || String(typeFromAST(schema, definition.type)) !== String(type))
      return null;
    plain.push({ name: name.value, variable, coerce });
  }
  return plain;
}

function coercePlainly(plain: readonly PlainArgument[], values: Readonly<Record<string, unknown>>): Payload | null {
  const coerced: Payload = {};
  for (const { name, variable, coerce } of plain) {
    const value = values[variable];
    const result = value === undefined ? NOT_PLAIN : coerce(value);
    if (result === NOT_PLAIN) return null;
    coerced[name] = result;
  }
  return coerced;
}

function leavesOf({ type }: GraphQLField<unknown, unknown>, { selectionSet }: FieldNode): Leaf[] | null {
  const payload = getNullableType(type);
  if (!isNonNullType(type) || !isObjectType(payload)) return null;
  const leaves = new Map<string, Leaf>();
  for (const selection of selectionSet?.selections ?? []) {
    if (selection.kind !== Kind.FIELD || selection.directives?.length) return null;
    const name = selection.name.value;
    const key = (selection.alias ?? selection.name).value;
    const leafType = payload.getFields()[name]?.type;
    const leaf = leafType && isNonNullType(leafType) ? leafType.ofType : null;
    if (name === '__typename') leaves.set(key, { key, field: null });
    else if (isLeafType(leaf)) leaves.set(key, { key, field: { name, type: leaf } });
    else return null;
  }
  return [...leaves.values()];
}
