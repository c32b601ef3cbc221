package dev.taskstream.demo;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MultipartException;

/**
 * Advice that answers an upload which was aborted or cannot be parsed. Spring answers one
 * that is too large.
 */
@RestControllerAdvice
final class UploadProblems {

	@ExceptionHandler
	ProblemDetail unreadable(MultipartException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The upload is incomplete or malformed.");
	}

}
