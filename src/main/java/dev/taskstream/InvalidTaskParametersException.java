package dev.taskstream;

import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A task was not accepted because its parameters violate their constraints. A controller
 * that lets it through answers 400 and names each field.
 */
public class InvalidTaskParametersException extends RuntimeException {

	private final transient List<Violation> violations;

	/**
	 * A rejection.
	 * @param violations what is wrong, at least one
	 */
	public InvalidTaskParametersException(List<Violation> violations) {
		super("Invalid task parameters: " + violations.stream()
			.map((violation) -> violation.field() + " " + violation.message())
			.collect(Collectors.joining(", ")));
		this.violations = List.copyOf(violations);
	}

	/**
	 * What is wrong.
	 * @return the violations, in the order of their fields' names
	 */
	public List<Violation> violations() {
		return this.violations;
	}

	/**
	 * One violated constraint.
	 *
	 * @param field the path of the parameter, for example {@code address.city}
	 * @param message what the constraint says, for example {@code must not be blank}
	 */
	@JsonPropertyOrder({ "field", "message" })
	public record Violation(@JsonProperty("field") String field, @JsonProperty("message") String message) {

	}

}
