package dev.taskstream.engine;

import java.util.Comparator;
import java.util.Set;

import dev.taskstream.InvalidTaskParametersException;
import dev.taskstream.InvalidTaskParametersException.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

/**
 * A validator for the parameters of tasks.
 *
 * @param validator the application's validator, or {@code null} for no validation
 */
record ParameterValidator(@Nullable Validator validator) {

	/**
	 * Validate parameters.
	 * @throws InvalidTaskParametersException if they violate their constraints
	 */
	void validate(@Nullable Object params) {
		if (this.validator == null || params == null) {
			return;
		}
		Set<ConstraintViolation<Object>> violations = this.validator.validate(params);
		if (!violations.isEmpty()) {
			throw new InvalidTaskParametersException(violations.stream()
				.map((violation) -> new Violation(violation.getPropertyPath().toString(), violation.getMessage()))
				.sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
				.toList());
		}
	}

}
