package dev.taskstream.sse;

import java.io.IOException;
import java.util.Set;

import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStartResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/**
 * A message converter that writes a started task and the state of a task in the same way
 * in an application's own controllers as in the endpoints, whichever converter and naming
 * strategy the application uses for its own types.
 */
public final class TaskJsonConverter extends AbstractHttpMessageConverter<Object> {

	private static final Set<Class<?>> TYPES = Set.of(TaskStartResponse.class, TaskInfo.class);

	/**
	 * Create a converter.
	 */
	public TaskJsonConverter() {
		super(TaskJson.MEDIA_TYPE);
	}

	@Override
	protected boolean supports(Class<?> type) {
		return TYPES.contains(type);
	}

	@Override
	public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
		return false;
	}

	@Override
	protected Object readInternal(Class<?> type, HttpInputMessage message) {
		throw new HttpMessageNotReadableException("This converter only writes", message);
	}

	@Override
	protected void writeInternal(Object value, HttpOutputMessage message) throws IOException {
		message.getBody().write(TaskJson.bytes(value));
	}

}
