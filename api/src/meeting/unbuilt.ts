export const unbuilt = (): never => {
  throw new Error('not built yet');
};
