package dev.taskstream.docs;

import java.util.List;

import dev.taskstream.BaseTask;
import dev.taskstream.ProgressHandle;
import dev.taskstream.StartOptions;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStartResponse;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The code of docs/transactions.md. */
final class TransactionExamples {

	@RestController
	static class PriceRaiseController {

		private final TaskService tasks;

		private final PriceRaise priceRaise;

		private final JdbcClient database;

		PriceRaiseController(TaskService tasks, PriceRaise priceRaise, JdbcClient database) {
			this.tasks = tasks;
			this.priceRaise = priceRaise;
			this.database = database;
		}

		@Transactional
		@PostMapping("/price-raises")
		public TaskStartResponse start(@RequestBody List<Long> articles) {
			this.database.sql("insert into price_raise (articles) values (?)").param(articles.size()).update();
			return this.tasks.start(this.priceRaise, articles, StartOptions.create().afterCommit());
		}

	}

	@Component
	static class PriceRaise extends BaseTask<List<Long>, Void> {

		private final TransactionTemplate transaction;

		private final JdbcClient database;

		PriceRaise(PlatformTransactionManager transactions, JdbcClient database) {
			this.transaction = new TransactionTemplate(transactions);
			this.database = database;
		}

		@Override
		protected Void execute(List<Long> articles, ProgressHandle progress) {
			for (long article : progress.track(articles)) {
				this.transaction.executeWithoutResult((status) -> raise(article));
			}
			return null;
		}

		private void raise(long article) {
			this.database.sql("update price set cents = cents + 10 where article = ?").param(article).update();
		}

	}

}
