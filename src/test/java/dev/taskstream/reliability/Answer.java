package dev.taskstream.reliability;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.taskstream.scenario.RawPeer;

/**
 * An answer of HTTP/1.1 as it came over the wire, possibly cut.
 *
 * @param status the status, 0 if the answer was cut within its head
 * @param head the status line and the headers
 * @param body the body without its chunks, as far as it came
 * @param complete whether the answer came to its end
 */
record Answer(int status, String head, byte[] body, boolean complete) {

	private static final String HEAD_END = "\r\n\r\n";

	/**
	 * Requests a stream and reads all of its answer.
	 */
	static Answer of(int port, String path, String... headers) throws IOException {
		try (RawPeer peer = requesting(port, path, headers)) {
			return parse(peer.readToEnd());
		}
	}

	/**
	 * Requests a stream, reads so many bytes and hangs up.
	 * @param reset whether to hang up with a reset
	 */
	static Answer cut(int port, String path, int bytes, boolean reset, String... headers) throws IOException {
		try (RawPeer peer = requesting(port, path, headers)) {
			byte[] read = (bytes > 0) ? peer.readBytes(bytes) : new byte[0];
			if (reset) {
				peer.resets();
			}
			return parse(read);
		}
	}

	private static RawPeer requesting(int port, String path, String... headers) throws IOException {
		List<String> lines = new ArrayList<>(
				List.of("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close"));
		lines.addAll(Arrays.asList(headers));
		return RawPeer.connect(port).sends(lines.toArray(String[]::new));
	}

	static Answer parse(byte[] bytes) {
		String latin = new String(bytes, StandardCharsets.ISO_8859_1);
		int end = latin.indexOf(HEAD_END);
		if (end < 0) {
			return new Answer(0, latin, new byte[0], false);
		}
		String head = latin.substring(0, end);
		byte[] rest = Arrays.copyOfRange(bytes, end + HEAD_END.length(), bytes.length);
		int status = Integer.parseInt(head.split(" ")[1]);
		return head.toLowerCase().contains("\r\ntransfer-encoding: chunked") ? dechunk(status, head, rest)
				: new Answer(status, head, rest, true);
	}

	private static Answer dechunk(int status, String head, byte[] chunks) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		String latin = new String(chunks, StandardCharsets.ISO_8859_1);
		int place = 0;
		boolean complete = false;
		for (int line = latin.indexOf("\r\n"); line >= 0 && !complete; line = latin.indexOf("\r\n", place)) {
			int size = Integer.parseInt(latin.substring(place, line), 16);
			int start = line + 2;
			complete = size == 0;
			body.write(chunks, start, Math.min(size, chunks.length - start));
			place = Math.min(start + size + 2, chunks.length);
		}
		return new Answer(status, head, body.toByteArray(), complete);
	}

	List<EventStream.Event> events() {
		return EventStream.parse(this.body);
	}

	String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

}
