package dev.taskstream.actuate;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.MimeType;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} that serves a page beside the tasks:
 * {@code console} and the files that it loads.
 */
@EndpointWebExtension(endpoint = TasksEndpoint.class)
public final class TasksConsole {

	private static final Map<String, ConsoleFile> FILES = Map.of("console",
			new ConsoleFile("console.html", "text", "html"), "console.css",
			new ConsoleFile("console.css", "text", "css"), "console.js",
			new ConsoleFile("console.js", "text", "javascript"));

	private final TasksEndpoint endpoint;

	/**
	 * Create the extension.
	 * @param endpoint the endpoint that the page reads
	 */
	public TasksConsole(TasksEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Return a file of the console, or one task.
	 * @param taskId the name of the file, or the id of the task
	 * @return the file or the task; 404 if there is none
	 */
	@ReadOperation
	public WebEndpointResponse<?> fileOrTask(@Selector String taskId) {
		ConsoleFile file = FILES.get(taskId);
		if (file != null) {
			return new WebEndpointResponse<>(file.content(), file.type());
		}
		UUID id;
		try {
			id = UUID.fromString(taskId);
		}
		catch (IllegalArgumentException ex) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		TasksEndpoint.Task task = this.endpoint.task(id);
		return (task != null) ? new WebEndpointResponse<>(task)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private record ConsoleFile(ClassPathResource content, MimeType type) {

		ConsoleFile(String name, String type, String subtype) {
			this(new ClassPathResource(name, TasksConsole.class), new MimeType(type, subtype, StandardCharsets.UTF_8));
		}

	}

}
