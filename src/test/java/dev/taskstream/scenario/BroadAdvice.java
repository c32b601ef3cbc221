package dev.taskstream.scenario;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * An application's advice that takes whatever it gets.
 */
@RestControllerAdvice
@ConditionalOnProperty(name = "scenario.broad-advice", matchIfMissing = true)
class BroadAdvice {

	private final List<Exception> seen = new CopyOnWriteArrayList<>();

	@ExceptionHandler
	ResponseEntity<String> any(Exception ex) {
		this.seen.add(ex);
		return ResponseEntity.status(HttpStatus.GONE).body("broad");
	}

	List<Exception> seen() {
		return this.seen;
	}

}
