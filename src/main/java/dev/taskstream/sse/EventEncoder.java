package dev.taskstream.sse;

import java.nio.charset.StandardCharsets;

import dev.taskstream.ProgressUpdate;
import dev.taskstream.TaskCompleted;
import dev.taskstream.TaskEvent;
import dev.taskstream.TaskFailed;
import dev.taskstream.TaskStarted;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes an event as the part of its frame that is the same for every stream: all but the
 * id line. {@code data} is one line of JSON that does no harm in a page's markup,
 * whatever a task reported.
 */
/*
 * The JSON is what Jackson makes of the events' annotations. It is put together by hand,
 * since a task with one watcher writes every event, and this is the least to run, and to
 * be compiled in a process that has just started.
 */
final class EventEncoder {

	private static final int USUAL_LENGTH = 256;

	/** Of U+2028 and U+2029 in UTF-8. */
	private static final byte FIRST_BYTE_OF_SEPARATORS = (byte) 0xE2;

	private EventEncoder() {
	}

	static byte[] encode(TaskEvent event) {
		StringBuilder frame = new StringBuilder(USUAL_LENGTH);
		frame.append("event: ").append(event.type());
		frame.append("\ndata: {\"type\":\"").append(event.type());
		frame.append("\",\"taskId\":\"").append(event.taskId());
		frame.append("\",\"timestamp\":\"").append(Timestamps.format(event.timestamp())).append('"');
		appendDetails(event, frame);
		return harmless(frame.append("}\n\n").toString());
	}

	private static void appendDetails(TaskEvent event, StringBuilder frame) {
		if (event instanceof ProgressUpdate update) {
			append(",\"text\":", update.text(), frame);
			frame.append(",\"value\":").append(update.value());
		}
		else if (event instanceof TaskStarted started) {
			append(",\"name\":", started.name(), frame);
		}
		else if (event instanceof TaskCompleted completed) {
			frame.append(",\"result\":").append(completed.result());
		}
		else if (event instanceof TaskFailed failed) {
			append(",\"status\":", failed.status().name(), frame);
			append(",\"error\":{\"code\":", failed.error().code(), frame);
			append(",\"message\":", failed.error().message(), frame);
			frame.append('}');
		}
	}

	private static void append(String name, @Nullable String text, StringBuilder frame) {
		frame.append(name);
		if (text == null) {
			frame.append("null");
		}
		else {
			frame.append('"');
			JsonStringEncoder.getInstance().quoteAsString(text, frame);
			frame.append('"');
		}
	}

	/**
	 * These characters stand only inside strings of a JSON text, where they may be
	 * written as escapes.
	 */
	private static byte[] harmless(String frame) {
		byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
		if (!mayHarm(bytes)) {
			return bytes;
		}
		return frame.replace("<", "\\u003c")
			.replace(">", "\\u003e")
			.replace("&", "\\u0026")
			.replace("\u2028", "\\u2028")
			.replace("\u2029", "\\u2029")
			.getBytes(StandardCharsets.UTF_8);
	}

	private static boolean mayHarm(byte[] frame) {
		for (byte b : frame) {
			if (b == '<' || b == '>' || b == '&' || b == FIRST_BYTE_OF_SEPARATORS) {
				return true;
			}
		}
		return false;
	}

}
