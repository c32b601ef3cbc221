package dev.taskstream;

import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Exception thrown when the parameters of a task violate their constraints. If a
 * controller does not handle it, the response has status 400 and names each field.
 */
public class InvalidTaskParametersException extends RuntimeException {

	private final transient List<Violation> violations;

	/**
	 * Create an exception.
	 * @param violations the violated constraints, at least one
	 */
	public InvalidTaskParametersException(List<Violation> violations) {
		super("Invalid task parameters: " + violations.stream()
			.map((violation) -> violation.field() + " " + violation.message())
			.collect(Collectors.joining(", ")));
		this.violations = List.copyOf(violations);
	}

	/**
	 * Return the violated constraints.
	 * @return the violations, sorted by field
	 */
	public List<Violation> violations() {
		return this.violations;
	}

	/**
	 * A violated constraint.
	 *
	 * @param field the path of the parameter, for example {@code address.city}
	 * @param message the message of the constraint, for example {@code must not be blank}
	 */
	@JsonPropertyOrder({ "field", "message" })
	public record Violation(@JsonProperty("field") String field, @JsonProperty("message") String message) {

	}

}
