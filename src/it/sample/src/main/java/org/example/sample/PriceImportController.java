package org.example.sample;

import java.net.URI;

import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class PriceImportController {

	private final TaskService tasks;

	private final PriceImport priceImport;

	public PriceImportController(TaskService tasks, PriceImport priceImport) {
		this.tasks = tasks;
		this.priceImport = priceImport;
	}

	@PostMapping("/api/price-imports")
	public ResponseEntity<TaskStartResponse> start(@RequestBody PriceImport.Parameters parameters) {
		TaskStartResponse started = this.tasks.start(this.priceImport, parameters);
		return ResponseEntity.accepted().location(URI.create(started.streamUrl())).body(started);
	}

}
