/** Who may log in, and how often who tried. */
export class Login {
  readonly username: string;
  password: string;
  accepted = 0;
  refused = 0;

  constructor(username: string, password: string) {
    this.username = username;
    this.password = password;
  }

  /** Counts the attempt. */
  admits(username: string, password: string): boolean {
    const fits = username === this.username && password === this.password;
    if (fits) this.accepted += 1;
    else this.refused += 1;
    return fits;
  }
}
