package dev.taskstream.reliability;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.minidev.json.JSONObject;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;

/**
 * A parser of event streams after the HTML standard, which shares no code with what wrote
 * the stream. It fails on whatever is not well-formed: bytes that are no UTF-8, fields
 * that we do not send, data that is no JSON.
 */
final class EventStream {

	private static final byte[] FRAME_END = { '\n', '\n' };

	private EventStream() {
	}

	/**
	 * The events in the bytes of a body, which may have been cut anywhere.
	 */
	static List<Event> parse(byte[] body) {
		List<Event> events = new ArrayList<>();
		Event event = new Event(null, null, null);
		for (String line : text(Arrays.copyOf(body, lengthOfWholeFrames(body))).split("\r\n|\n|\r", -1)) {
			if (line.isEmpty()) {
				if (event.data != null) {
					events.add(event);
				}
				event = new Event(event.id, null, null);
			}
			else {
				event = event.with(line);
			}
		}
		return events;
	}

	private static int lengthOfWholeFrames(byte[] body) {
		for (int end = body.length; end >= FRAME_END.length; end--) {
			if (Arrays.equals(body, end - FRAME_END.length, end, FRAME_END, 0, FRAME_END.length)) {
				return end;
			}
		}
		return 0;
	}

	private static String text(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new AssertionError("A stream is not UTF-8", ex);
		}
	}

	/**
	 * An event as a client sees it.
	 */
	record Event(String id, String type, String data) {

		private Event with(String line) {
			int colon = line.indexOf(':');
			String value = line.substring(colon + 1).replaceFirst("^ ", "");
			return switch (line.substring(0, Math.max(colon, 0))) {
				case "", "retry" -> this;
				case "id" -> new Event(value, this.type, this.data);
				case "event" -> new Event(this.id, value, this.data);
				case "data" -> new Event(this.id, this.type, (this.data != null) ? this.data + "\n" + value : value);
				default -> throw new AssertionError("Unknown line: " + line);
			};
		}

		boolean isFinal() {
			return this.type.equals("task_completed") || this.type.equals("task_failed");
		}

		JSONObject json() {
			try {
				return (JSONObject) new JSONParser(JSONParser.MODE_RFC4627).parse(this.data);
			}
			catch (ParseException ex) {
				throw new AssertionError("No JSON: " + this.data, ex);
			}
		}

		String member(String name) {
			return (String) json().get(name);
		}

	}

}
