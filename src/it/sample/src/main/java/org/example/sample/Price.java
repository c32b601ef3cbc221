package org.example.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Price {

	@Id
	private String article;

	private long cents;

	protected Price() {
	}

	public Price(String article, long cents) {
		this.article = article;
		this.cents = cents;
	}

	public String getArticle() {
		return this.article;
	}

	public long getCents() {
		return this.cents;
	}

}
