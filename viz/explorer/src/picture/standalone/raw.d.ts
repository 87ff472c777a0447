/** A script as text, which Vite gives where `?raw` stands behind its name. */
declare module "*?raw" {
  const text: string;
  export default text;
}
