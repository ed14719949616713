/** The WebSocket of the Desk, opened anew whenever it breaks. */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** @typedef {{type: string, data: any}} Message */

/**
 * @param {(message: Message) => void} onMessage
 * @param {(live: boolean) => void} onState
 */
export function listen(onMessage, onState) {
  let wait = FIRST_WAIT_MS;
  const open = () => {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/ws`);
    socket.onopen = () => {
      wait = FIRST_WAIT_MS;
      onState(true);
    };
    socket.onmessage = ({ data }) => onMessage(JSON.parse(data));
    socket.onclose = () => {
      onState(false);
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  };
  open();
}
