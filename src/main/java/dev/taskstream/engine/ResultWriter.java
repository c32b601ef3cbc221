package dev.taskstream.engine;

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
			// A line break can come only from raw values, and only between tokens
			return this.writer.writeValueAsString(result).replace('\r', ' ').replace('\n', ' ');
		}
		catch (StackOverflowError ex) {
			throw new IllegalArgumentException("The result refers to itself", ex);
		}
	}

}
