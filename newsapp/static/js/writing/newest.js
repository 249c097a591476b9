// Answers can come late and out of order. Where a newer question was asked meanwhile, the older one's answer is dropped:
//   const ask = newestOnly();          // one for each thing that is asked for again and again
//   const isNewest = ask();            // as the question is sent
//   const answer = await send(…);
//   if (!isNewest()) return;           // a newer question was asked, or ask.cancel() was called
export function newestOnly() {
  let newest = 0;
  const ask = () => {
    const number = ++newest;
    return () => number === newest;
  };
  ask.cancel = () => void newest++;
  return ask;
}
