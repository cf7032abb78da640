/** A pattern in which `*` stands for any run of characters, matched against the whole text. */
export function globToRegExp(glob: string): RegExp {
  const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  return new RegExp(`^${glob.split("*").map(literal).join(".*")}$`);
}
