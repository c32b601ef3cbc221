package dev.taskstream.sse;

import java.time.Instant;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;

/**
 * The JSON of the contract, which does not depend on the application's Jackson settings.
 */
final class TaskJson {

	static final MediaType MEDIA_TYPE = MediaType.APPLICATION_JSON;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.addModule(new SimpleModule().addSerializer(Instant.class, new TimestampSerializer()))
		.addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
		.build();

	private TaskJson() {
	}

	static byte[] bytes(Object value) {
		return MAPPER.writeValueAsBytes(value);
	}

	private static final class TimestampSerializer extends ValueSerializer<Instant> {

		@Override
		public void serialize(Instant timestamp, JsonGenerator json, SerializationContext context) {
			json.writeString(Timestamps.format(timestamp));
		}

	}

}
