/**
 * A rate over the last 60 s from two fixed minutes: this one whole, and of the one before the part that still lies
 * within the 60 s, taken as evenly spread.
 */
export function slidingRate(previousMinute: number, thisMinute: number, secondsIntoMinute: number): number {
  const share = 1 - Math.min(Math.max(secondsIntoMinute, 0), 60) / 60;
  return (thisMinute + previousMinute * share) / 60;
}
