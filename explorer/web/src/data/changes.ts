type Listener = (revision: string) => void;

/**
 * Hears from the server when a load has changed the data.
 *
 * A browser keeps six connections to a host at most, over all its tabs: one that nobody looks at lets go of its own, and
 * learns what it missed when it is looked at again.
 */
export class Changes {
  private readonly listeners = new Set<Listener>();
  private events: EventSource | null = null;
  private known = "";

  constructor(private readonly address: string) {}

  listen(listener: Listener): () => void {
    if (this.listeners.size === 0) {
      document.addEventListener("visibilitychange", this.follow);
      this.follow();
    }
    this.listeners.add(listener);
    return () => this.forget(listener);
  }

  private forget(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    document.removeEventListener("visibilitychange", this.follow);
    this.events?.close();
    this.events = null;
  }

  private readonly follow = (): void => {
    if (document.hidden) {
      this.events?.close();
      this.events = null;
    } else if (!this.events) {
      this.events = new EventSource(this.address);
      this.events.addEventListener("revision", (event: MessageEvent<string>) => this.hear(event.data));
    }
  };

  private hear(revision: string): void {
    const before = this.known;
    this.known = revision;
    if (before && before !== revision) this.listeners.forEach((listener) => listener(revision));
  }
}
