package dev.taskstream.engine;

import java.nio.charset.StandardCharsets;

import dev.taskstream.TaskException;
import dev.taskstream.log.EventCodec;
import dev.taskstream.log.WellFormed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A writer that turns results into one line of JSON with the application's settings.
 */
final class ResultWriter {

	private final ObjectWriter writer;

	private final long maxBytes;

	ResultWriter(JsonMapper mapper, long maxBytes) {
		this.writer = mapper.writer().without(SerializationFeature.INDENT_OUTPUT);
		this.maxBytes = maxBytes;
	}

	/**
	 * Write a result as one line of JSON.
	 * @throws RuntimeException if it cannot be written
	 */
	@Nullable String write(@Nullable Object result) {
		if (result == null) {
			return null;
		}
		try {
			// A raw value that an application writes may have line breaks, or be no JSON
			String json = EventCodec.compact(WellFormed.text(this.writer.writeValueAsString(result)));
			if (json.getBytes(StandardCharsets.UTF_8).length > this.maxBytes) {
				throw new TaskException("result_too_large", "The result is larger than " + this.maxBytes
						+ " bytes of JSON. Return a reference to it instead.");
			}
			return json;
		}
		catch (StackOverflowError ex) {
			throw new IllegalArgumentException("The result refers to itself", ex);
		}
	}

}
