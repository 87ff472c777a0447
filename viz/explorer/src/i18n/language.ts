/** The language of the page, its messages in it, and the vocabulary of the data. */
import { computed, signal } from "@preact/signals";
import type { Sentence, Vocabulary } from "../api/types";
import { state } from "../state/state";
import { en } from "./en";
import { ko, type Messages } from "./ko";

export const language = computed(() => state.value.lang);
export const messages = computed<Messages>(() => (language.value === "ko" ? ko : en));
export const vocabulary = signal<Vocabulary | null>(null);

export const inLanguage = (term: Sentence): string => term[language.value];
