import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNullableType,
  getOperationAST,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** An event as data: extensions of a subscription field that answers with its event as it is. */
export interface DirectSubscription {
  /** @returns the object type of an event that may be written at once, else null. */
  directEvent(event: object): string | null;
}

/** How one field's value is written; null leaves it to an executor. */
type Write = (value: unknown) => string | null;
interface Part {
  /** What stands before the value: a comma, and its key. */
  before: string;
  name: string;
  write: Write;
}

/**
 * A subscription whose events come with every keystroke, written without an executor: of what is asked of them, leaves and lists of
 * leaves are written as they are, and a list of objects only while it is empty. Any other event, operation or value is left to an
 * executor, which also knows the errors. Who is answered so was entitled to the event, and all who ask the same get the same.
 */
export class DirectEvents {
  static of(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): DirectEvents | null {
    const operation = getOperationAST(document, operationName);
    const [node, ...others] = operation?.selectionSet.selections ?? [];
    if (operation?.directives?.length || others.length > 0 || node?.kind !== Kind.FIELD || node.directives?.length)
      return null;
    const field = schema.getSubscriptionType()?.getFields()[node.name.value];
    const typeOf = field?.extensions.directEvent as DirectSubscription['directEvent'] | undefined;
    if (!typeOf || !node.selectionSet) return null;
    return new DirectEvents(schema, document, node, node.selectionSet, typeOf);
  }

  readonly #before: string;
  readonly #parts = new Map<string, Part[] | null>();
  #last: object | null = null;
  #answer: Buffer | null = null;

  private constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    node: FieldNode,
    private readonly selection: SelectionSetNode,
    private readonly typeOf: DirectSubscription['directEvent'],
  ) {
    this.#before = `{"data":{${JSON.stringify((node.alias ?? node.name).value)}:{`;
  }

  /** @returns the execution result as JSON in UTF-8, the same bytes for an event that comes again at once; null for an executor. */
  answer(event: object): Buffer | null {
    if (event !== this.#last) {
      const text = this.#write(event);
      this.#answer = text === null ? null : Buffer.from(text);
      this.#last = event;
    }
    return this.#answer;
  }

  #write(event: object): string | null {
    const typeName = this.typeOf(event);
    const parts = typeName === null ? null : this.#partsOf(typeName);
    if (!parts) return null;
    let text = this.#before;
    for (const { before, name, write } of parts) {
      const value = write((event as Record<string, unknown>)[name]);
      if (value === null) return null;
      text += before + value;
    }
    return `${text}}}}`;
  }

  #partsOf(typeName: string): Part[] | null {
    let parts = this.#parts.get(typeName);
    if (parts === undefined) {
      const type = this.schema.getType(typeName);
      parts = isObjectType(type) ? partsOf(this.schema, this.document, this.selection, type) : null;
      this.#parts.set(typeName, parts);
    }
    return parts;
  }
}

function partsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  selection: SelectionSetNode,
  type: GraphQLObjectType,
): Part[] | null {
  const fields = new Map<string, string>();
  if (!collect(schema, document, selection, type, fields)) return null;
  const parts: Part[] = [];
  for (const [key, name] of fields) {
    const before = `${parts.length > 0 ? ',' : ''}${JSON.stringify(key)}:`;
    const typeName = JSON.stringify(type.name);
    const write = name === '__typename' ? () => typeName : writerOf(type, name);
    if (!write) return null;
    parts.push({ before, name, write });
  }
  return parts;
}

/** Gathers what is asked of the type: field names by their keys in the answer. @returns false where an executor has to decide. */
function collect(
  schema: GraphQLSchema,
  document: DocumentNode,
  { selections }: SelectionSetNode,
  type: GraphQLObjectType,
  into: Map<string, string>,
): boolean {
  for (const node of selections) {
    if (node.directives?.length) return false;
    if (node.kind === Kind.FIELD) {
      into.set((node.alias ?? node.name).value, node.name.value);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentOf(document, node.name.value);
    if (!fragment || fragment.directives?.length) return false;
    const on = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
    const applies = on === type || (isCompositeType(on) && !isObjectType(on) && schema.isSubType(on, type));
    if (applies && !collect(schema, document, fragment.selectionSet, type, into)) return false;
  }
  return true;
}

const fragmentOf = ({ definitions }: DocumentNode, name: string): FragmentDefinitionNode | undefined =>
  definitions.find(
    (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name,
  );

/** A field with a resolver of its own may look at who asks. */
function writerOf(type: GraphQLObjectType, name: string): Write | null {
  const field = type.getFields()[name];
  if (!field || field.resolve) return null;
  const inner = getNullableType(field.type);
  if (!isListType(inner)) {
    const isLeaf = leafCheck(field.type);
    return isLeaf && ((value) => (isLeaf(value) ? JSON.stringify(value) : null));
  }
  if (isCompositeType(getNullableType(inner.ofType)))
    return (value) => (Array.isArray(value) && value.length === 0 ? '[]' : null);
  const isItem = leafCheck(inner.ofType);
  return isItem && ((value) => (Array.isArray(value) && value.every(isItem) ? JSON.stringify(value) : null));
}

const LEAVES: Record<string, (value: unknown) => boolean> = {
  ID: (value) => typeof value === 'string',
  String: (value) => typeof value === 'string',
  Int: (value) => (value as number) === ((value as number) | 0),
  Boolean: (value) => typeof value === 'boolean',
};

/** @returns whether a value is written as it is, for the scalars that every schema has. */
function leafCheck(type: GraphQLOutputType): ((value: unknown) => boolean) | null {
  const leaf = getNullableType(type);
  const check = isScalarType(leaf) ? LEAVES[leaf.name] : undefined;
  if (!check) return null;
  return isNonNullType(type) ? check : (value) => value === null || check(value);
}
