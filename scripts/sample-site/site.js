// The sample site's member dialogs: shown by their links, closed by a click beside them. They send nothing.
for (const link of document.querySelectorAll('[data-dialog]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    for (const mask of document.querySelectorAll('.tt-mask')) {
      mask.classList.toggle('on', mask.id === link.dataset.dialog);
    }
  });
}
for (const mask of document.querySelectorAll('.tt-mask')) {
  mask.addEventListener('click', (event) => {
    if (event.target === mask) mask.classList.remove('on');
  });
}
