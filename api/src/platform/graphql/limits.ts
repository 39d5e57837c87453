import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** A document longer than this is refused while parsing, before anything can be multiplied by it. */
export const TOKENS_MAX = 3_000;
/** The deepest thing a tool sends is the standard introspection query, at 15. */
const DEPTH_MAX = 18;
const ALIASES_MAX = 60;
const DIRECTIVES_MAX = 60;

const tooMuch = (what: string, max: number): GraphQLError =>
  new GraphQLError(`The operation has more than ${max} ${what}. Split it into several requests.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });

/** Bounds on what one document may ask. Fragments are counted where they are written, so a cycle costs nothing. */
export function operationLimits(context: ValidationContext): ASTVisitor {
  let depth = 0;
  let aliases = 0;
  let directives = 0;
  return {
    SelectionSet: {
      enter() {
        depth += 1;
        if (depth === DEPTH_MAX + 1) context.reportError(tooMuch('levels', DEPTH_MAX));
      },
      leave() {
        depth -= 1;
      },
    },
    Field(node) {
      if (node.alias) aliases += 1;
      if (aliases === ALIASES_MAX + 1) context.reportError(tooMuch('aliases', ALIASES_MAX));
    },
    Directive() {
      directives += 1;
      if (directives === DIRECTIVES_MAX + 1) context.reportError(tooMuch('directives', DIRECTIVES_MAX));
    },
  };
}
