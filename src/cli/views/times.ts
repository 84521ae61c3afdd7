/** `2026-11-22 08:00 UTC`, from ISO 8601 in UTC. */
export function shownTime(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
