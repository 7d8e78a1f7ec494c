(()=>{var t=document.currentScript;window.stop();location.replace(t.dataset.to+location.search+location.hash);})();
