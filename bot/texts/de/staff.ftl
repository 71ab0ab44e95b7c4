# Wenn Menschen des Händlers ein Gespräch übernehmen und zurückgeben.

handed-over = Unser Team hat jetzt dieses Gespräch, mit allem, was gesagt wurde, und antwortet Ihnen hier. Ich schweige, bis es mir zurückgegeben wird.
staff-joined = { $name } aus unserem Team ist da und hat gelesen, was gesagt wurde.
handed-back = Hier ist wieder der Assistent. Ihr Warenkorb ist, wie Sie ihn verlassen haben; schreiben Sie, wann immer Sie etwas brauchen.
