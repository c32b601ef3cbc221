package dev.taskstream.engine;

import dev.taskstream.log.EventCodec;
import dev.taskstream.log.WellFormed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes results the way the application writes its own objects, but on one line.
 */
final class ResultWriter {

	private final ObjectWriter writer;

	ResultWriter(JsonMapper mapper) {
		this.writer = mapper.writer().without(SerializationFeature.INDENT_OUTPUT);
	}

	/**
	 * The result as one line of JSON.
	 * @throws RuntimeException if it cannot be written
	 */
	@Nullable String write(@Nullable Object result) {
		if (result == null) {
			return null;
		}
		try {
			// What an application writes raw may be no JSON, or have line breaks
			return EventCodec.compact(WellFormed.text(this.writer.writeValueAsString(result)));
		}
		catch (StackOverflowError ex) {
			throw new IllegalArgumentException("The result refers to itself", ex);
		}
	}

}
